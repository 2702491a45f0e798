/** The documents of the sample batch, which the gateway serves as files. */
const NAMES = ['invoice-northwind.pdf', 'rechnung-lindauer.pdf', 'receipt-copper-kettle.pdf', 'statement-first-quarter.pdf'];

export function sampleFiles(): Promise<File[]> {
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
