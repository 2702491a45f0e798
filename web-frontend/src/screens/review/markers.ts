import { msg } from '@lingui/core/macro';
import type { MessageDescriptor } from '@lingui/core';
import { CheckCheck, CircleHelp, CircleX, Crosshair, type LucideIcon, Pencil, SearchX, SquareDashed, TriangleAlert } from 'lucide-react';
import type { Marker } from './data/fields';

/** A marker is an icon, a colour and a word. */
export const MARKERS: Record<Exclude<Marker, 'plain'>, { icon: LucideIcon; look: string; label: MessageDescriptor }> = {
  contradicted: { icon: CircleX, look: 'failed', label: msg`Contradicted` },
  warning: { icon: TriangleAlert, look: 'attention', label: msg`Warning` },
  missing: { icon: SquareDashed, look: 'attention', label: msg`Missing` },
  unverified: { icon: SearchX, look: 'attention', label: msg`Not found on the page` },
  ambiguous: { icon: CircleHelp, look: 'attention', label: msg`Found in several places` },
  edited: { icon: Pencil, look: 'running', label: msg`Edited` },
  located: { icon: Crosshair, look: 'done', label: msg`Found on the page` },
  confirmed: { icon: CheckCheck, look: 'confirmed', label: msg`Confirmed` },
};
