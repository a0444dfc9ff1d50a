// How the pages are built: rendered on the server, no inline scripts (the CSP allows none), client
// files compressed in advance.
import node from '@astrojs/node'
import preact from '@astrojs/preact'
import { defineConfig, passthroughImageService } from 'astro/config'
import { buildWorker } from './src/build/build-worker.ts'
import { chunks } from './src/build/chunks.ts'
import { packFiles } from './src/build/pack-files.ts'
import { writeNastaliq } from './src/build/subset-nastaliq.ts'

export default defineConfig({
  output: 'server',
  adapter: node({ mode: 'middleware' }),
  integrations: [
    preact(),
    {
      name: 'font-worker-and-packing',
      hooks: {
        'astro:config:setup': async ({ command, updateConfig }) => {
          // A test runner sets it to `test`, and pages would be built as for developers.
          if (command === 'build') process.env.NODE_ENV = 'production'
          // The server's pages are whole: an image needs nothing of what built them. The
          // development server cannot run what is CommonJS inside of them.
          if (command === 'build') updateConfig({ vite: { ssr: { noExternal: true } } })
          await writeNastaliq(new URL('./generated/nastaliq.woff2', import.meta.url))
        },
        'astro:build:done': async ({ dir }) => {
          await buildWorker(dir)
          await packFiles(dir)
        },
      },
    },
  ],
  build: { inlineStylesheets: 'always' },
  image: {
    service: passthroughImageService(),
    endpoint: { entrypoint: './src/server/no-images.ts' },
  },
  session: false,
  devToolbar: { enabled: false },
  security: { checkOrigin: true },
  vite: {
    build: { assetsInlineLimit: 0, target: 'es2022' },
    environments: {
      client: { build: { rolldownOptions: { output: { codeSplitting: chunks } } } },
    },
  },
})
