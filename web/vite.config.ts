/**
 * Builds the console into web/dist: one page for officers, one that reads the API, and the demonstration phone where it
 * is part of the checkout. JSX is compiled for Preact by the bundler itself; the one plugin is ours, for the service worker.
 */
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'
import { serviceWorker, workerEntry, workerFile } from './build/service-worker.ts'

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

const pages = { console: 'index.html', 'api-docs': 'api-docs.html', phone: 'phone.html' }

export default defineConfig({
  root: here('.'),
  appType: 'spa',
  plugins: [serviceWorker()],
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    outDir: here('dist'),
    emptyOutDir: true,
    // Phones from 2018 on, kept up to date by their browser.
    target: ['chrome109', 'edge109', 'firefox115', 'safari16'],
    modulePreload: { polyfill: false },
    // Everything is a file of its own, so that the page needs no leave for `data:` addresses.
    assetsInlineLimit: 0,
    // The reader of the API is a large library on a page of its own; the console's budget is held by a test.
    chunkSizeWarningLimit: 1600,
    rolldownOptions: {
      // Whoever starts the line need not hear how long its parts took to build.
      checks: { pluginTimings: false },
      input: {
        ...Object.fromEntries(
          Object.entries(pages)
            .map(([name, file]) => [name, here(file)] as const)
            .filter(([, path]) => existsSync(path)),
        ),
        [workerEntry]: here('src/service-worker.ts'),
      },
      output: {
        // Its address never changes: browsers look there for a new build.
        entryFileNames: ({ name }) => (name === workerEntry ? workerFile : 'assets/[name]-[hash].js'),
        codeSplitting: {
          groups: [
            // What the first page needs comes in two files: one round trip on a slow line.
            { name: 'runtime', test: /node_modules[\\/](@?preact)/ },
            {
              name: 'shell',
              tags: ['$initial'],
              test: /web[\\/]src[\\/](?!main|phone|api-docs|service-worker)|i18n[\\/]console-|i18n[\\/]console[\\/]core\.fr/,
            },
          ],
        },
      },
    },
  },
})
