import { useLingui } from '@lingui/react/macro';
import { useNavigate } from '@tanstack/react-router';
import { CheckCheck, Download, PanelRight, RotateCcw, Trash2 } from 'lucide-react';
import { type RefObject, useState } from 'react';
import { Menu } from '@/kit/Menu';
import { type Act, DocumentDialogs } from './DocumentDialogs';
import { type Document, canRedo, hasData } from './summary';

interface Props {
  document: Document | null;
  at: RefObject<Element | null>;
  onClose: () => void;
  onPeek: (document: Document) => void;
}

/** The menu of a document. */
export function DocumentActs({ document, at, onClose, onPeek }: Props) {
  const { t } = useLingui();
  const navigate = useNavigate();
  const [act, setAct] = useState<{ act: Act; document: Document } | null>(null);
  return (
    <>
      <Menu
        label={t`Options`}
        at={at}
        isOpen={document !== null}
        onClose={onClose}
        entries={
          document === null
            ? []
            : [
                {
                  id: 'review',
                  label: t`Review`,
                  icon: CheckCheck,
                  disabled: !hasData(document),
                  act: () => void navigate({ to: `/review/${document.id}` as string }),
                },
                { id: 'peek', label: t`Show data`, icon: PanelRight, act: () => onPeek(document) },
                {
                  id: 'export',
                  label: t`Export File`,
                  icon: Download,
                  disabled: !hasData(document),
                  act: () => setAct({ act: 'export', document }),
                },
                {
                  id: 'redo',
                  label: t`Redo File`,
                  icon: RotateCcw,
                  disabled: !canRedo(document),
                  act: () => setAct({ act: 'redo', document }),
                },
                { id: 'delete', label: t`Delete File`, icon: Trash2, danger: true, act: () => setAct({ act: 'delete', document }) },
              ]
        }
      />
      {act && <DocumentDialogs act={act.act} documents={[act.document]} onClose={() => setAct(null)} onDone={() => {}} />}
    </>
  );
}
