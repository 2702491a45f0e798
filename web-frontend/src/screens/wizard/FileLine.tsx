import { FileText, Image, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { useLingui } from '@lingui/react/macro';
import { bytes } from '@/texts/format';

interface Props {
  name: string;
  size: number;
  /** Why it is not part of the batch. */
  problem?: ReactNode;
  children?: ReactNode;
  onRemove?: (() => void) | undefined;
}

/** One file: icon, name, size, what is to be said of it, and a button that removes it. */
export function FileLine({ name, size, problem, children, onRemove }: Props) {
  const { t } = useLingui();
  const Icon = /\.pdf$/i.test(name) ? FileText : Image;
  return (
    <li className={`file-line ${problem ? 'rejected' : ''}`}>
      <Icon size={18} aria-hidden />
      <span className="grow">
        <span className="cut file-name" title={name}>
          {name}
        </span>
        {problem && <span className="problem">{problem}</span>}
      </span>
      <span className="small muted">{bytes(size)}</span>
      {children}
      {onRemove && (
        <button type="button" className="button quiet icon row-menu" aria-label={t`Remove ${name}`} onClick={onRemove}>
          <X aria-hidden />
        </button>
      )}
    </li>
  );
}
