import { defineConfig } from '@lingui/cli';
import { formatter } from '@lingui/format-po';

/** One catalogue for what all screens share and one for each screen; merged when they are compiled. */
export default defineConfig({
  sourceLocale: 'en',
  locales: ['en', 'de'],
  catalogs: [
    { path: '<rootDir>/src/screens/{name}/texts/{locale}', include: ['src/screens/{name}'] },
    { path: '<rootDir>/src/texts/{locale}', include: ['src'], exclude: ['src/screens/**', '**/*.test.*'] },
  ],
  catalogsMergePath: '<rootDir>/target/generated/texts/{locale}',
  format: formatter({ lineNumbers: false, origins: false }),
});
