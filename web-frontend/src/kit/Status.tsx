import { msg } from '@lingui/core/macro';
import { useLingui } from '@lingui/react/macro';
import { Ban, CheckCheck, CircleCheck, CircleDashed, CircleDot, CircleX, Clock, Flag, Loader, type LucideIcon } from 'lucide-react';
import type { MessageDescriptor } from '@lingui/core';

interface Look {
  icon: LucideIcon;
  look: string;
  label: MessageDescriptor;
}

/** Status is an icon, a word and a colour, the same on every screen; of batches, documents, exports and deliveries. */
const LOOKS: Record<string, Look> = {
  pending_upload: { icon: CircleDashed, look: 'waiting', label: msg`Draft` },
  uploaded: { icon: Clock, look: 'waiting', label: msg`Waiting` },
  queued: { icon: Clock, look: 'waiting', label: msg`Waiting` },
  pending: { icon: Clock, look: 'waiting', label: msg`Waiting` },
  processing: { icon: Loader, look: 'running', label: msg`Running` },
  completed: { icon: CircleCheck, look: 'done', label: msg`Done` },
  delivered: { icon: CircleCheck, look: 'done', label: msg`Delivered` },
  partially_completed: { icon: CircleDot, look: 'partly', label: msg`Partly done` },
  failed: { icon: CircleX, look: 'failed', label: msg`Failed` },
  cancelled: { icon: Ban, look: 'cancelled', label: msg`Cancelled` },
  attention: { icon: Flag, look: 'attention', label: msg`Needs attention` },
  confirmed: { icon: CheckCheck, look: 'confirmed', label: msg`Confirmed` },
};

export function StatusBadge({ status }: { status: string }) {
  const { t } = useLingui();
  const known = LOOKS[status];
  const Icon = known?.icon ?? CircleDashed;
  return (
    <span className={`status ${known?.look ?? 'waiting'}`}>
      <Icon aria-hidden />
      <span>{known ? t(known.label) : status}</span>
    </span>
  );
}

/** The word of a status. */
export function useStatusLabel(): (status: string) => string {
  const { t } = useLingui();
  return (status) => {
    const known = LOOKS[status];
    return known ? t(known.label) : status;
  };
}
