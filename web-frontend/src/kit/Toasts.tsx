import { useLingui } from '@lingui/react/macro';
import { X } from 'lucide-react';
import {
  Button,
  Text,
  UNSTABLE_Toast as Toast,
  UNSTABLE_ToastContent as ToastContent,
  UNSTABLE_ToastQueue as ToastQueue,
  UNSTABLE_ToastRegion as ToastRegion,
} from 'react-aria-components';
import type { Failure } from '@/api/failure';
import { sentence } from '@/texts/codes';

interface Message {
  text: string;
  failed?: boolean;
  act?: { label: string; onPress: () => void };
}

const queue = new ToastQueue<Message>({ maxVisibleToasts: 3 });

/** Says what happened, for six seconds; failures stay until they are closed. */
export function say(text: string, act?: Message['act']): void {
  queue.add({ text, ...(act && { act }) }, { timeout: 6000 });
}

export function sayFailure(failure: Failure, act?: Message['act']): void {
  queue.add({ text: `${sentence(failure)} (${failure.code}${failure.requestId ? ` · ${failure.requestId}` : ''})`, failed: true, ...(act && { act }) });
}

export function Toasts() {
  const { t } = useLingui();
  return (
    <ToastRegion queue={queue} className="toasts" aria-label={t`Messages`}>
      {({ toast }) => (
        <Toast toast={toast} className={`toast ${toast.content.failed ? 'failed' : ''}`}>
          <ToastContent>
            <Text slot="title">{toast.content.text}</Text>
          </ToastContent>
          {toast.content.act && (
            <Button
              className="toast-act"
              onPress={() => {
                toast.content.act?.onPress();
                queue.close(toast.key);
              }}
            >
              {toast.content.act.label}
            </Button>
          )}
          <Button slot="close" className="toast-close" aria-label={t`Close`}>
            <X aria-hidden />
          </Button>
        </Toast>
      )}
    </ToastRegion>
  );
}
