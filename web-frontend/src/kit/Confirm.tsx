import { useLingui } from '@lingui/react/macro';
import { type ReactNode, useState } from 'react';
import type { Failure } from '@/api/failure';
import { Button } from './Button';
import { Dialog } from './Dialog';
import { FailureNotice } from './State';

/** Asks before something is lost for good: it names what goes, and the button says what it does. */
export function Confirm(props: { title: string; children: ReactNode; act: string; onAct: () => Promise<Failure | null>; onClose: () => void }) {
  const { t } = useLingui();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  async function act() {
    setBusy(true);
    const failed = await props.onAct();
    setBusy(false);
    setFailure(failed);
    if (!failed) {
      props.onClose();
    }
  }
  return (
    <Dialog title={props.title} onClose={props.onClose} alert>
      <div>{props.children}</div>
      {failure && <FailureNotice failure={failure} />}
      <div className="dialog-actions">
        <Button autoFocus onPress={props.onClose}>
          {t`Keep`}
        </Button>
        <Button look="danger" isPending={busy} onPress={() => void act()}>
          {props.act}
        </Button>
      </div>
    </Dialog>
  );
}
