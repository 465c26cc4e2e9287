package techmap

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"
	"text/template"

	"vakhta/desk"
)

// A SitePlatform is what a shop's site is made with.
type SitePlatform string

// The platforms for which Starter has a map.
const (
	Magento     SitePlatform = "magento"
	Bitrix      SitePlatform = "bitrix"
	WooCommerce SitePlatform = "woocommerce"
	OpenCart    SitePlatform = "opencart"
	CustomMade  SitePlatform = "custom"
)

// SitePlatforms lists the platforms.
func SitePlatforms() []SitePlatform {
	return []SitePlatform{Magento, Bitrix, WooCommerce, OpenCart, CustomMade}
}

//go:embed starter.yaml.tmpl
var starterText string

// A kit is what is usual for a platform.
type kit struct {
	Title            string
	Lifecycle        string // where its maker says how long versions are supported
	Search, Queue    bool   // a search server and a message queue are usual
	Cache            bool
	ExtensionsRisk   [2]string // in Russian and English
	ExtensionsRemedy [2]string
	Exchange         string
}

var kits = map[SitePlatform]kit{
	Magento: {
		"Magento", "https://experienceleague.adobe.com/en/docs/commerce-operations/release/planning/lifecycle-policy", true, true, true,
		[2]string{"Модули без поддержки мешают обновить ядро", "Extensions without support block the core's upgrade"},
		[2]string{"Составить список модулей и прогнать Upgrade Compatibility Tool", "List the extensions and run the Upgrade Compatibility Tool"}, "REST",
	},
	Bitrix: {
		"1С-Битрикс", "https://dev.1c-bitrix.ru/docs/versions.php", false, false, true,
		[2]string{"Правки в ядре пропадут при обновлении", "Changes in the core are lost with an update"},
		[2]string{"Сравнить ядро с дистрибутивом, вынести правки в /local", "Compare the core with the distribution, move the changes to /local"}, "CommerceML",
	},
	WooCommerce: {
		"WooCommerce", "https://developer.woocommerce.com/releases/", false, false, true,
		[2]string{"Плагины обновляются сами и ломают оформление заказа", "Plugins update themselves and break the checkout"},
		[2]string{"Завести тестовую копию и обновлять через неё", "Set up a staging copy and update through it"}, "REST",
	},
	OpenCart: {
		"OpenCart", "https://github.com/opencart/opencart/releases", false, false, false,
		[2]string{"Модификаторы правят одни и те же файлы", "Modifications change the same files"},
		[2]string{"Составить список модификаторов и их порядок", "List the modifications and their order"}, "CommerceML",
	},
	CustomMade: {
		"API", "https://endoflife.date/", false, true, true,
		[2]string{"Зависимости давно не обновлялись", "Dependencies were not updated for long"},
		[2]string{"Включить проверку зависимостей в сборку", "Check the dependencies in the build"}, "REST",
	},
}

// Starter writes a map to begin with: what a site of the platform usually consists of,
// with remarks that say what to find out. It is valid as it is.
func Starter(w io.Writer, p SitePlatform, l desk.Locale) error {
	return Filled(w, map[string]string{"platform": string(p)}, l)
}

// Filled writes a map with the answers to an audit, by the names of its questions
// (deskfile.Audit). Of a site that was asked about, integrations without an answer are
// left out.
func Filled(w io.Writer, answers map[string]string, l desk.Locale) error {
	p := SitePlatform(answers["platform"])
	if !slices.Contains(SitePlatforms(), p) {
		return fmt.Errorf("platform %q: known are %v", p, SitePlatforms())
	}
	i := 1
	if l == desk.Russian {
		i = 0
	}
	t, err := template.New("starter").Funcs(template.FuncMap{
		"say":  func(ru, en string) string { return []string{ru, en}[i] },
		"pick": func(of [2]string) string { return of[i] },
		"text": quoted,
	}).Parse(starterText)
	if err != nil {
		return fmt.Errorf("the map to begin with: %w", err)
	}
	return t.Execute(w, filling{kits[p], answers})
}

// A filling is what the text is made of.
type filling struct {
	kit
	answers map[string]string
}

// A returns an answer, "" if there is none.
func (f filling) A(name string) string { return f.answers[name] }

// Has reports whether the site has something: the answer says so, or nobody was asked.
func (f filling) Has(name string) bool { return len(f.answers) == 1 || f.answers[name] != "" }

// longestAnswer is how many characters of an answer stand in a map.
const longestAnswer = 120

// quoted writes the first line of an answer as a text of YAML.
func quoted(text string) (string, error) {
	line, _, _ := strings.Cut(strings.TrimSpace(text), "\n")
	if letters := []rune(line); len(letters) > longestAnswer {
		line = string(letters[:longestAnswer]) + "…"
	}
	var out strings.Builder
	as := json.NewEncoder(&out) // YAML reads a text of JSON as it is
	as.SetEscapeHTML(false)
	err := as.Encode(strings.TrimSpace(line))
	return strings.TrimSuffix(out.String(), "\n"), err
}
