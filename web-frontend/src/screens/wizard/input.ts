import { useSyncExternalStore } from 'react';
import type { Api } from '@/api/client';
import { onEnd } from '@/session/session';
import type { Strategy } from '@/texts/names';
import type { Chosen } from './files';

/** What was put into the wizard. It stays while the user looks at other screens. */
export interface Input {
  step: 1 | 2 | 3;
  name: string;
  files: Chosen[];
  strategy: Strategy;
  globalPrompt: string;
  /** The draft that was opened with it, and what it was opened with. */
  opened: (Parts & { draftId: string; content: string }) | null;
}

type Parts = Pick<Input, 'name' | 'files' | 'strategy' | 'globalPrompt'>;

const EMPTY: Input = { step: 1, name: '', files: [], strategy: 'global', globalPrompt: '', opened: null };

let input: Input = EMPTY;
const listeners = new Set<() => void>();

export function useInput(): Input {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => input,
  );
}

export function edit(change: Partial<Input>): void {
  input = { ...input, ...change };
  listeners.forEach((listener) => listener());
}

/** Begins anew. */
export function clear(): void {
  edit(EMPTY);
}

/** Begins anew if the input is that of the draft: what was put in for another batch stays. */
export function clearOf(draftId: string): void {
  if (input.opened?.draftId === draftId) {
    clear();
  }
}

/** The input is what this draft was opened with. */
export function keepOpened(draftId: string, content: string): void {
  const { name, files, strategy, globalPrompt } = input;
  edit({ step: 3, opened: { draftId, content, name, files, strategy, globalPrompt } });
}

/** Whether files or prompts are in this tab alone. */
export function isUnsaved({ opened, ...now }: Input): boolean {
  return opened
    ? (['name', 'files', 'strategy', 'globalPrompt'] as const).some((part) => now[part] !== opened[part])
    : now.files.length > 0 || now.globalPrompt.trim() !== '';
}

onEnd(clear);
addEventListener('beforeunload', (event) => {
  if (isUnsaved(input)) {
    event.preventDefault();
  }
});

let count = 0;

/** Adds files; a batch without a name gets that of their folder. */
export function addFiles(files: File[], folder: string | null = null): void {
  const added = files.map((file) => ({ key: `file-${++count}`, file, prompt: '' }));
  edit({ files: [...input.files, ...added], name: input.name || (folder ?? '') });
}

export function removeFile(key: string): void {
  edit({ files: input.files.filter((chosen) => chosen.key !== key) });
}

export function setPrompt(key: string, prompt: string): void {
  edit({ files: input.files.map((chosen) => (chosen.key === key ? { ...chosen, prompt } : chosen)) });
}

/** The prompt of a file for all that follow it. */
export function copyToAllBelow(key: string): void {
  const at = input.files.findIndex((chosen) => chosen.key === key);
  const prompt = input.files[at]?.prompt ?? '';
  edit({ files: input.files.map((chosen, index) => (index > at ? { ...chosen, prompt } : chosen)) });
}

/** The draft that the input asks for. */
export function bodyOf({ name, strategy, globalPrompt }: Input, valid: Chosen[]): Api['NewDraftBody'] {
  return {
    name: name.trim() || null,
    promptStrategy: strategy,
    globalPrompt: strategy === 'global' ? globalPrompt.trim() : null,
    files: valid.map(({ file, prompt }) => ({
      name: file.name,
      size: file.size,
      ...(file.type && { type: file.type }),
      ...(strategy === 'per_document' && { prompt: prompt.trim() }),
    })),
  };
}

/** What a draft is made of: with the same content the one that is open goes on. */
export function contentOf(input: Input, valid: Chosen[]): string {
  return JSON.stringify([bodyOf(input, valid), valid.map(({ key }) => key)]);
}

/** Why the prompts are not complete, or null. */
export function missingPrompts({ strategy, globalPrompt }: Input, valid: Chosen[]): 'global' | Chosen[] | null {
  if (strategy === 'global') {
    return globalPrompt.trim() === '' ? 'global' : null;
  }
  const empty = strategy === 'per_document' ? valid.filter(({ prompt }) => prompt.trim() === '') : [];
  return empty.length > 0 ? empty : null;
}
