import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
// @ts-expect-error it has no types of its own
import { transformAsync } from '@babel/core';
import optimizeLocales from '@react-aria/optimize-locales-plugin';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vitest/config';

/** Compiles the text macros of lingui; everything else is left to Vite. */
function texts(): Plugin {
  return {
    name: 'texts',
    enforce: 'pre',
    async transform(code, id) {
      if (!/\.tsx?$/.test(id) || !code.includes('/macro')) {
        return null;
      }
      const result = await transformAsync(code, {
        filename: id,
        babelrc: false,
        configFile: false,
        sourceMaps: true,
        parserOpts: { plugins: ['typescript', 'jsx'] },
        plugins: ['@lingui/babel-plugin-lingui-macro'],
      });
      return result?.code == null ? null : { code: result.code, map: result.map };
    },
  };
}

/** What pdf.js reads JPEG 2000 with where WebAssembly is not allowed; it asks for it by this name. */
function pictureReader(): Plugin {
  const name = 'openjpeg_nowasm_fallback.js';
  return {
    name: 'picture-reader',
    apply: 'build',
    generateBundle() {
      this.emitFile({ type: 'asset', fileName: `assets/${name}`, source: readFileSync(`node_modules/pdfjs-dist/wasm/${name}`) });
    },
  };
}

export default defineConfig({
  plugins: [texts(), pictureReader(), react(), { ...optimizeLocales.vite({ locales: ['en-US', 'de-DE'] }), enforce: 'pre' }],
  resolve: {
    alias: {
      '@': fileURLToPath(new URL('src', import.meta.url)),
      generated: fileURLToPath(new URL('target/generated', import.meta.url)),
    },
  },
  build: {
    outDir: 'target/classes/web',
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    manifest: true,
    license: { fileName: 'licences.md' },
    target: 'es2022',
  },
  server: { proxy: { '/api': 'http://127.0.0.1:8080', '/app': 'http://127.0.0.1:8080' } },
  test: {
    environment: 'happy-dom',
    include: ['src/**/*.test.{ts,tsx}'],
    setupFiles: ['src/testing/setup.ts'],
  },
});
