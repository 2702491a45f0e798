import { useLingui } from '@lingui/react/macro';
import { Copy } from 'lucide-react';
import { Button } from '@/kit/Button';
import { Dialog } from '@/kit/Dialog';
import { Notice } from '@/kit/State';
import { say } from '@/kit/Toasts';

/** The secret that calls are signed with; it is shown this once. */
export function SecretDialog({ secret, onClose }: { secret: string; onClose: () => void }) {
  const { t } = useLingui();
  return (
    <Dialog title={t`The secret of the endpoint`} onClose={onClose}>
      <Notice look="warning">{t`It is shown this once. Keep it where your program reads it.`}</Notice>
      <code className="secret">{secret}</code>
      <div className="dialog-actions">
        <Button onPress={() => void navigator.clipboard.writeText(secret).then(() => say(t`Copied.`))}>
          <Copy aria-hidden />
          {t`Copy`}
        </Button>
        <Button look="primary" onPress={onClose}>{t`I have kept it`}</Button>
      </div>
    </Dialog>
  );
}
