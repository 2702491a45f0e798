import { useEffect } from 'react';

/** The title of the page while a screen is shown. */
export function useTitle(title: string | undefined): void {
  useEffect(() => {
    document.title = title ? `${title} · IngestIO` : 'IngestIO';
  }, [title]);
}
