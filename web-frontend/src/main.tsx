import '@/theme/index.css';
import { i18n } from '@lingui/core';
import { I18nProvider, useLingui } from '@lingui/react';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { type ReactNode, StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { I18nProvider as KitLocale } from 'react-aria-components';
import { queryClient } from '@/api/queries';
import { router } from '@/app/router';
import { Toasts } from '@/kit/Toasts';
import { activate, language } from '@/texts/i18n';

await activate(language());

/** The kit's own texts, and how it reads numbers and dates, follow the page's language. */
function Localized({ children }: { children: ReactNode }) {
  return <KitLocale locale={useLingui().i18n.locale === 'de' ? 'de-DE' : 'en-US'}>{children}</KitLocale>;
}

createRoot(document.getElementById('app')!).render(
  <StrictMode>
    <I18nProvider i18n={i18n}>
      <Localized>
        <QueryClientProvider client={queryClient}>
          <RouterProvider router={router} />
          <Toasts />
        </QueryClientProvider>
      </Localized>
    </I18nProvider>
  </StrictMode>,
);
