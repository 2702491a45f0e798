import { i18n } from '@lingui/core';

export type Language = 'en' | 'de';

const CATALOGUES = {
  en: () => import('generated/texts/en'),
  de: () => import('generated/texts/de'),
};

/** The language of the page: theme.js chose it before the first paint. */
export function language(): Language {
  return document.documentElement.lang === 'de' ? 'de' : 'en';
}

/** Loads the texts of a language; they hold before anything is drawn. */
export async function activate(chosen: Language): Promise<void> {
  const { messages } = await CATALOGUES[chosen]();
  document.documentElement.lang = chosen;
  i18n.loadAndActivate({ locale: chosen, messages });
}

/** Chooses a language for this machine. */
export async function choose(chosen: Language): Promise<void> {
  remember('language', chosen);
  await activate(chosen);
}

export type Theme = 'light' | 'dark';

export function theme(): Theme {
  return document.documentElement.dataset['theme'] === 'dark' ? 'dark' : 'light';
}

/** Chooses a theme for this machine. */
export function chooseTheme(chosen: Theme): void {
  remember('theme', chosen);
  document.documentElement.dataset['theme'] = chosen;
  dispatchEvent(new Event('themechange'));
}

function remember(name: string, value: string): void {
  try {
    localStorage.setItem(name, value);
  } catch {
    // A browser that keeps nothing: it holds for this page.
  }
}
