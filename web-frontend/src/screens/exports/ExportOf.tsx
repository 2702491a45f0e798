import { type ComponentType, Suspense, lazy } from 'react';

/** What is exported: chosen documents, or all of some batches. */
export type Exported = { documentIds: string[] } | { batchId: string } | { batchIds: string[] };

type Dialog = ComponentType<{ of: Exported; onClose: () => void }>;

const found = Object.values(import.meta.glob<{ ExportDialog: Dialog }>('./ExportDialog.tsx'));
const Loaded = lazy(async () => ({ default: (await found[0]!()).ExportDialog }));

/** Whether this front end has the export dialog. */
export const canExport = found.length > 0;

/** The export dialog, which is loaded when it is opened first. */
export function ExportOf(props: { of: Exported; onClose: () => void }) {
  return (
    <Suspense>
      <Loaded {...props} />
    </Suspense>
  );
}
