import { Suspense, lazy } from 'react';

/** What is exported: chosen documents, or all of some batches. */
export type Exported = { documentIds: string[] } | { batchId: string } | { batchIds: string[] };

const Loaded = lazy(async () => ({ default: (await import('./ExportDialog')).ExportDialog }));

/** The export dialog, which is loaded when it is opened first. */
export function ExportOf(props: { of: Exported; onClose: () => void }) {
  return (
    <Suspense>
      <Loaded {...props} />
    </Suspense>
  );
}
