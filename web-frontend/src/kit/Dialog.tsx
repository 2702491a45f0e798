import type { ReactNode } from 'react';
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components';

/** A dialog over the screen; Escape and a click beside it close it. It is there while it is drawn. */
export function Dialog(props: { title: string; onClose: () => void; wide?: boolean; children: ReactNode; alert?: boolean }) {
  return (
    <ModalOverlay className="veil" isOpen isDismissable onOpenChange={(open) => open || props.onClose()}>
      <Modal className={`modal ${props.wide ? 'wide' : ''}`}>
        <AriaDialog className="dialog" role={props.alert ? 'alertdialog' : 'dialog'}>
          <Heading slot="title" level={2}>
            {props.title}
          </Heading>
          {props.children}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
