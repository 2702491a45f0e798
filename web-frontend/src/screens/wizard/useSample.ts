import { useLingui } from '@lingui/react/macro';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { Failure } from '@/api/failure';
import { openDraft } from '@/transfers/transfers';
import { bodyOf } from './input';
import { sampleFiles } from './sample';

/** Opens a draft of the sample documents, which is submitted as soon as they are there. */
export function useSample(wanted: boolean, onFailure: (failure: Failure) => void): void {
  const { t } = useLingui();
  const navigate = useNavigate();
  const begun = useRef(false);
  const name = t`Sample batch`;
  useEffect(() => {
    if (!wanted || begun.current) {
      return;
    }
    begun.current = true;
    const open = async () => {
      const files = await sampleFiles();
      const chosen = files.map((file) => ({ key: file.name, file, prompt: '' }));
      const body = bodyOf({ step: 3, name, files: chosen, strategy: 'auto', globalPrompt: '', opened: null }, chosen);
      const draft = await openDraft(body, files, true);
      await navigate({ to: '/batches/new', search: { draft }, replace: true });
    };
    open().catch((thrown: unknown) => onFailure(Failure.of(thrown)));
  }, [wanted, name, navigate, onFailure]);
}
