import { useLingui } from '@lingui/react/macro';
import { Suspense, lazy, useEffect, useState } from 'react';

const Dialog = lazy(() => import('./Dialog').then((file) => ({ default: file.Dialog })));

/** Whether a key press writes text rather than asks for something. */
function isWriting(event: KeyboardEvent): boolean {
  const target = event.target as HTMLElement;
  return event.ctrlKey || event.metaKey || event.altKey || target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
}

/** The keys of a screen: `?` shows what they do. */
export function KeyHelp({ keys }: { keys: { key: string; does: string }[] }) {
  const { t } = useLingui();
  const [open, setOpen] = useState(false);
  useEffect(() => {
    const ask = (event: KeyboardEvent) => {
      if (event.key === '?' && !isWriting(event)) {
        event.preventDefault();
        setOpen(true);
      }
    };
    addEventListener('keydown', ask);
    return () => removeEventListener('keydown', ask);
  }, []);
  return open ? (
    <Suspense>
      <Dialog title={t`Keys of this screen`} onClose={() => setOpen(false)}>
        <dl className="keys">
          {[...keys, { key: '?', does: t`show the keys` }].map(({ key, does }) => (
            <div key={key}>
              <dt>
                <kbd>{key}</kbd>
              </dt>
              <dd>{does}</dd>
            </div>
          ))}
        </dl>
      </Dialog>
    </Suspense>
  ) : null;
}
