import { ChevronDown } from 'lucide-react';
import { Button, Label, ListBox, ListBoxItem, Popover, Select as AriaSelect, SelectValue } from 'react-aria-components';

/** One of several values. */
export function Select<Value extends string>(props: {
  label: string;
  value: Value;
  onChange: (value: Value) => void;
  choices: { value: Value; label: string }[];
}) {
  return (
    <AriaSelect className="field" selectedKey={props.value} onSelectionChange={(key) => props.onChange(key as Value)}>
      <Label>{props.label}</Label>
      <Button className="input select-button">
        <SelectValue />
        <ChevronDown aria-hidden />
      </Button>
      <Popover className="popover">
        <ListBox className="options" items={props.choices}>
          {(choice) => (
            <ListBoxItem id={choice.value} className="option" textValue={choice.label}>
              {choice.label}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </AriaSelect>
  );
}
