import type { ComponentProps } from 'react';
import { Button as AriaButton } from 'react-aria-components';

type Look = 'plain' | 'primary' | 'danger' | 'quiet';

type Props = Omit<ComponentProps<typeof AriaButton>, 'className'> & { look?: Look; icon?: boolean; className?: string };

/** A button of the design. With `icon` it is a square and needs an `aria-label`. */
export function Button({ look = 'plain', icon = false, className = '', ...rest }: Props) {
  return <AriaButton {...rest} className={`button ${look} ${icon ? 'icon' : ''} ${className}`} />;
}
