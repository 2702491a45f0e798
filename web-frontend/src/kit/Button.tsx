import type { ComponentProps } from 'react';
import { Button as AriaButton } from 'react-aria-components';

type Look = 'plain' | 'primary' | 'danger' | 'quiet';

type Props = Omit<ComponentProps<typeof AriaButton>, 'className'> & { look?: Look; icon?: boolean; className?: string };

/** A button of the design. With `icon` it is a square and needs an `aria-label`. While its act is pending it cannot be pressed again. */
export function Button({ look = 'plain', icon = false, className = '', isPending = false, isDisabled = false, ...rest }: Props) {
  return <AriaButton {...rest} isDisabled={isDisabled || isPending} className={`button ${look} ${icon ? 'icon' : ''} ${className}`} />;
}
