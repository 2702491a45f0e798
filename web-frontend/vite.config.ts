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

/**
 * What pdf.js reads JPEG 2000 with where WebAssembly is not allowed: it asks for it by this name. And the licences of what comes with
 * pdf.js, beside the files.
 */
function partsOfPdf(): Plugin {
  const parts: Record<string, string> = {
    'assets/openjpeg_nowasm_fallback.js': 'wasm/openjpeg_nowasm_fallback.js',
    'licences/pdfjs.txt': 'LICENSE',
    'licences/openjpeg.txt': 'wasm/LICENSE_OPENJPEG',
    'licences/foxit-fonts.txt': 'standard_fonts/LICENSE_FOXIT',
    'licences/liberation-fonts.txt': 'standard_fonts/LICENSE_LIBERATION',
    'licences/cmaps.txt': 'cmaps/LICENSE',
  };
  return {
    name: 'parts-of-pdf',
    apply: 'build',
    generateBundle() {
      Object.entries(parts).forEach(([fileName, path]) =>
        this.emitFile({ type: 'asset', fileName, source: readFileSync(`node_modules/pdfjs-dist/${path}`) }),
      );
    },
  };
}

export default defineConfig({
  plugins: [texts(), partsOfPdf(), react(), { ...optimizeLocales.vite({ locales: ['en-US', 'de-DE'] }), enforce: 'pre' }],
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
