# syntax=docker/dockerfile:1.7
# One image for every web client: docker build -f deploy/docker/web.Dockerfile --build-arg SERVICE=clients/pwa .
# The base: see node.Dockerfile.
ARG NODE_IMAGE=node:24.21.0-bookworm-slim

FROM ${NODE_IMAGE} AS sources
ARG SERVICE
WORKDIR /app
COPY package.json package-lock.json .npmrc tsconfig.json ./
COPY packages packages
COPY clients clients
RUN --mount=type=cache,target=/root/.npm \
    test -n "${SERVICE}" && test -f "${SERVICE}/src/main.ts" \
 && npm ci --no-progress --workspace "${SERVICE}"

# Of a laptop (Tilt): pages follow what is saved, without a build. What it makes on the way is its own.
FROM sources AS dev
ARG SERVICE
RUN chown -R 1000:1000 /app
ENV HOST=0.0.0.0
WORKDIR /app/${SERVICE}
USER 1000:1000
CMD ["node", "src/dev.ts"]

FROM sources AS build
ARG SERVICE
RUN npm run build --workspace "${SERVICE}"
# The pages are whole: of all that built them nothing stays.
RUN --mount=type=cache,target=/root/.npm \
    npm pkg delete devDependencies --workspaces --include-workspace-root \
 && npm ci --omit=dev --no-progress --workspace "${SERVICE}"
RUN for room in packages/* clients/*; do \
      test -n "$(find -L node_modules/@pk-auto -maxdepth 1 -samefile "${room}")" || rm -r "${room}"; \
    done \
 && find packages clients \( -name '*.test.ts' -o -name '*.test.tsx' -o -name test \) -prune -exec rm -rf {} + \
 && find node_modules -type f \( -name '*.d.ts' -o -name '*.map' -o -name '*.md' ! -iname 'licen[cs]e*' \) -delete \
 && chown 1000:1000 .
# As in node.Dockerfile.
USER 1000:1000
ENV NODE_COMPILE_CACHE=/app/.compile-cache
WORKDIR /app/${SERVICE}
RUN node --input-type=module --eval "for (const file of ['src/server/start.ts', 'dist/server/entry.mjs']) await import(process.cwd() + '/' + file)"

FROM ${NODE_IMAGE}
ARG SERVICE
ENV NODE_ENV=production NODE_COMPILE_CACHE=/app/.compile-cache HOST=0.0.0.0
COPY --from=build --chown=1000:1000 /app /app
WORKDIR /app/${SERVICE}
USER 1000:1000
# main.ts handles SIGTERM: it drains, then leaves.
CMD ["node", "src/main.ts"]
