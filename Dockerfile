# The desk as one static program and nothing else: no shell, no package manager, no root.
FROM golang:1.26.8-alpine@sha256:8ac98ca534ac3f51e1f420a1dd2c15e74c75cfa0f23f3ad27eb5d7236c349a0c AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
# What bot --version says: docker build --build-arg VERSION=v0.1.0 --build-arg COMMIT=$(git rev-parse HEAD)
# --build-arg DATE=$(git show -s --format=%cI). The repository itself is not in the build's context.
ARG VERSION= COMMIT= DATE=
# timetzdata carries the time zones inside the program, for the image has none.
RUN CGO_ENABLED=0 go build -trimpath -tags timetzdata \
    -ldflags="-s -w -X main.version=$VERSION -X main.commit=$COMMIT -X main.date=$DATE" -o /out/bot ./cmd/bot \
 && mkdir -p /out/own/tmp /out/own/desk/data && chmod 1777 /out/own/tmp

FROM scratch
COPY --from=build /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/
# The program belongs to root: who runs it cannot replace it.
COPY --from=build /out/bot /bot
COPY --from=build --chown=65532:65532 /out/own /
USER 65532:65532
WORKDIR /desk
EXPOSE 8080
# The image has nothing else that could ask.
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s --retries=3 CMD ["/bot", "healthcheck"]
# Stops cleanly within ten seconds of it.
STOPSIGNAL SIGTERM
ENTRYPOINT ["/bot"]
CMD ["run"]
