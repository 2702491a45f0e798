import { useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { Button } from '@/kit/Button';
import { promptsQuery } from '../prompts/api';

/** Prompts to begin with: the user's own by name, and examples. */
export function SavedPrompts({ onUse }: { onUse: (prompt: string) => void }) {
  const { t } = useLingui();
  const examples = [
    { name: t`Invoices`, prompt: t`Invoice number, date, due date, vendor, currency, tax, total, and all line items with quantity and price` },
    { name: t`Receipts`, prompt: t`Merchant, date, payment method, total, tax, and all items` },
    { name: t`Contracts`, prompt: t`Parties, start date, end date, notice period, governing law, and the amounts with what they are for` },
  ];
  const saved = useQuery(promptsQuery).data?.items ?? [];
  return (
    <div className="line">
      {saved.length > 0 && <span className="small muted">{t`Saved:`}</span>}
      {saved.map(({ id, name, prompt }) => (
        <Button key={id} onPress={() => onUse(prompt)}>
          {name}
        </Button>
      ))}
      <span className="small muted">{t`Examples:`}</span>
      {examples.map(({ name, prompt }) => (
        <Button key={name} onPress={() => onUse(prompt)}>
          {name}
        </Button>
      ))}
    </div>
  );
}
