import { openDraft } from '@/transfers/transfers';
import { bodyOf } from './input';

/** The documents of the sample batch, which the gateway serves as files. */
const NAMES = ['invoice-northwind.pdf', 'rechnung-lindauer.pdf', 'receipt-copper-kettle.pdf', 'statement-first-quarter.pdf'];

function sampleFiles(): Promise<File[]> {
  return Promise.all(
    NAMES.map(async (name) => {
      const response = await fetch(`/samples/${name}`);
      if (!response.ok) {
        throw new TypeError(`${name}: ${response.status}`);
      }
      return new File([await response.blob()], name, { type: 'application/pdf' });
    }),
  );
}

/** Opens a draft of the sample documents, which is submitted as soon as they are there; returns its id. */
export async function openSample(name: string): Promise<string> {
  const files = await sampleFiles();
  const chosen = files.map((file) => ({ key: file.name, file, prompt: '' }));
  return openDraft(bodyOf({ step: 3, name, files: chosen, strategy: 'auto', globalPrompt: '', opened: null }, chosen), files, true);
}
