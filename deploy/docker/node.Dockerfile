# syntax=docker/dockerfile:1.7
# One image for every service and gateway: docker build -f deploy/docker/node.Dockerfile --build-arg SERVICE=services/catalogue .
# UNPROVEN: no Docker engine was at hand where this was written, so it was linted (hadolint) and never built.
ARG NODE_VERSION=24.21.0

FROM node:${NODE_VERSION}-bookworm-slim AS build
ARG SERVICE
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
COPY proto proto
COPY packages packages
COPY services services
COPY gateways gateways
# Only what this one service needs. The repository's own Node is left out: the image brings one.
RUN test -n "${SERVICE}" && test -f "${SERVICE}/src/main.ts" \
 && npm install --no-save --omit=dev --no-progress --workspace "${SERVICE}" \
 && rm -rf node_modules/node-linux-* node_modules/.cache
# What is neither this service nor a shared package goes, and so do tests and foreign type declarations.
RUN find services gateways -mindepth 1 -maxdepth 1 ! -path "${SERVICE}" ! -path gateways/shared -exec rm -rf {} + \
 && find proto packages "${SERVICE}" \( -name '*.test.ts' -o -name test \) -prune -exec rm -rf {} + \
 && find node_modules -type f \( -name '*.d.ts' -o -name '*.map' -o -name '*.md' \) -delete
# Types are stripped and code is compiled once, here, so that a container answers sooner.
ENV NODE_COMPILE_CACHE=/app/.compile-cache
WORKDIR /app/${SERVICE}
RUN node --input-type=module --eval "await import(process.cwd() + '/src/service.ts')"

FROM node:${NODE_VERSION}-bookworm-slim
ARG SERVICE
# A container is reached from outside; on a developer's machine everything stays on loopback.
ENV NODE_ENV=production NODE_COMPILE_CACHE=/app/.compile-cache HOST=0.0.0.0
COPY --from=build --chown=1000:1000 /app /app
COPY --chown=1000:1000 config /app/config
WORKDIR /app/${SERVICE}
USER 1000:1000
# main.ts handles SIGTERM: it drains, then leaves.
CMD ["node", "--import", "@pk-auto/telemetry/register", "src/main.ts"]
