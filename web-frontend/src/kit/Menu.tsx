import type { LucideIcon } from 'lucide-react';
import type { RefObject } from 'react';
import { Menu as AriaMenu, MenuItem, Popover } from 'react-aria-components';

/** An entry of a menu. One that cannot be done now is shown, and says why. */
export interface Entry {
  id: string;
  label: string;
  icon: LucideIcon;
  act: () => void;
  danger?: boolean;
  disabled?: boolean;
}

/**
 * A menu at a button. A list has one for all of its rows: a menu in each row is slow with many.
 */
export function Menu(props: { label: string; at: RefObject<Element | null>; isOpen: boolean; onClose: () => void; entries: Entry[] }) {
  return (
    <Popover className="popover" triggerRef={props.at} isOpen={props.isOpen} onOpenChange={(open) => open || props.onClose()} placement="bottom end">
      <AriaMenu
        className="menu"
        aria-label={props.label}
        autoFocus="first"
        onClose={props.onClose}
        disabledKeys={props.entries.filter((entry) => entry.disabled).map((entry) => entry.id)}
        onAction={(id) => props.entries.find((entry) => entry.id === id)?.act()}
      >
        {props.entries.map(({ id, label, icon: Icon, danger }) => (
          <MenuItem key={id} id={id} textValue={label} className={`menu-item ${danger ? 'danger' : ''}`}>
            <Icon aria-hidden />
            {label}
          </MenuItem>
        ))}
      </AriaMenu>
    </Popover>
  );
}
