import { useLingui } from '@lingui/react/macro';
import { Upload } from 'lucide-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { Button } from '@/kit/Button';
import { ACCEPT, walk } from './files';

/** Takes files by a drop anywhere on the page, folders too, or by browsing. */
export function DropArea({ onFiles, hint, children }: { onFiles: (files: File[], folder: string | null) => void; hint: ReactNode; children?: ReactNode }) {
  const { t } = useLingui();
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const give = useRef(onFiles);
  useEffect(() => {
    give.current = onFiles;
  });
  useEffect(() => {
    const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;
    const drag = (event: DragEvent) => {
      if (hasFiles(event)) {
        event.preventDefault();
        setOver(true);
      }
    };
    const leave = (event: DragEvent) => event.relatedTarget === null && setOver(false);
    const drop = (event: DragEvent) => {
      if (hasFiles(event) && event.dataTransfer) {
        event.preventDefault();
        setOver(false);
        void walk(event.dataTransfer).then(({ files, folder }) => give.current(files, folder));
      }
    };
    addEventListener('dragover', drag);
    addEventListener('dragleave', leave);
    addEventListener('drop', drop);
    return () => {
      removeEventListener('dragover', drag);
      removeEventListener('dragleave', leave);
      removeEventListener('drop', drop);
    };
  }, []);
  return (
    <div className={`drop-area ${over ? 'over' : ''}`}>
      <Upload size={28} aria-hidden />
      <p>
        <strong>{t`Drag & drop files here or click to browse`}</strong>
      </p>
      <p className="muted">{hint}</p>
      <Button look="primary" onPress={() => input.current?.click()}>{t`Upload Files`}</Button>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        accept={ACCEPT}
        aria-label={t`Files`}
        onChange={(event) => {
          onFiles([...(event.target.files ?? [])], null);
          event.target.value = '';
        }}
      />
      {children}
    </div>
  );
}
