import { useLingui } from '@lingui/react/macro';
import { Button } from '@/kit/Button';

/** Prompts to begin with. */
export function SavedPrompts({ onUse }: { onUse: (prompt: string) => void }) {
  const { t } = useLingui();
  const examples = [
    { name: t`Invoices`, prompt: t`Invoice number, date, due date, vendor, currency, tax, total, and all line items with quantity and price` },
    { name: t`Receipts`, prompt: t`Merchant, date, payment method, total, tax, and all items` },
    { name: t`Contracts`, prompt: t`Parties, start date, end date, notice period, governing law, and the amounts with what they are for` },
  ];
  return (
    <div className="line">
      <span className="small muted">{t`Examples:`}</span>
      {examples.map(({ name, prompt }) => (
        <Button key={name} onPress={() => onUse(prompt)}>
          {name}
        </Button>
      ))}
    </div>
  );
}
