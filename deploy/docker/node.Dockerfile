# syntax=docker/dockerfile:1.7
# One image for every service and gateway: docker build -f deploy/docker/node.Dockerfile --build-arg SERVICE=services/catalogue .
# The base brings Node, npm and Debian's libraries. Whoever reaches a registry names it by digest, so that one commit is one image:
# --build-arg NODE_IMAGE=node:24.21.0-bookworm-slim@sha256:…; scripts/test --images reaches none and names one that it made on the spot.
ARG NODE_IMAGE=node:24.21.0-bookworm-slim

FROM ${NODE_IMAGE} AS build
ARG SERVICE
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
COPY proto proto
COPY packages packages
COPY services services
COPY gateways gateways
# What the lock file says, and of it what this one service needs to run. npm would follow what packages of ours need for their tests too, unless they do not ask.
RUN --mount=type=cache,target=/root/.npm \
    test -n "${SERVICE}" && test -f "${SERVICE}/src/main.ts" \
 && npm pkg delete devDependencies --workspaces --include-workspace-root \
 && npm ci --omit=dev --no-progress --workspace "${SERVICE}"
# Away goes: rooms that nothing here imports, tests, what only people and compilers read, and binaries that some packages bring for every machine.
RUN for room in packages/* services/* gateways/*; do \
      test -n "$(find -L node_modules/@pk-auto -maxdepth 1 -samefile "${room}")" || rm -r "${room}"; \
    done \
 && find proto packages services gateways \( -name '*.test.ts' -o -name test \) -prune -exec rm -rf {} + \
 && find node_modules -type f \( -name '*.d.ts' -o -name '*.map' -o -name '*.md' ! -iname 'licen[cs]e*' \) -delete \
 && find node_modules -path '*/onnxruntime-node/bin/napi-v*/*/*' -prune ! -path "*/linux/$(node -p process.arch)" -exec rm -rf {} + \
 && chown 1000:1000 .
# Types are stripped and code is compiled once, here, so that a container answers sooner. As the user who runs it: Node's cache is per user.
USER 1000:1000
ENV NODE_COMPILE_CACHE=/app/.compile-cache
WORKDIR /app/${SERVICE}
RUN node --import @pk-auto/telemetry/register --input-type=module --eval "await import(process.cwd() + '/src/service.ts')"

FROM ${NODE_IMAGE}
ARG SERVICE
# A container is reached from outside; on a developer's machine everything stays on loopback.
ENV NODE_ENV=production NODE_COMPILE_CACHE=/app/.compile-cache HOST=0.0.0.0
COPY --from=build --chown=1000:1000 /app /app
COPY --chown=1000:1000 config /app/config
WORKDIR /app/${SERVICE}
USER 1000:1000
# main.ts handles SIGTERM: it drains, then leaves.
CMD ["node", "--import", "@pk-auto/telemetry/register", "src/main.ts"]
