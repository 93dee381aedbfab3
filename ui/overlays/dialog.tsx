import type { ReactNode } from 'react'
import { Dialog as AriaDialog } from 'react-aria-components/Dialog'
import { Heading } from 'react-aria-components/Heading'
import { Modal, ModalOverlay } from 'react-aria-components/Modal'
import { Asked } from '../feedback/asked.tsx'

interface DialogProps {
  open: boolean
  onClose: () => void
  title: string
  children: ReactNode
  /** The buttons, the safe one last. */
  actions?: ReactNode
  /** The person must decide: a tap outside does not close it. */
  decision?: boolean
}

/** One question in front of the page. Focus moves in, stays in, and returns afterwards. */
export function Dialog({ open, onClose, title, children, actions, decision }: DialogProps) {
  return (
    <ModalOverlay className="veil" isOpen={open} onOpenChange={(next) => !next && onClose()} isDismissable={!decision}>
      <Modal className="modal">
        <AriaDialog role={decision ? 'alertdialog' : 'dialog'}>
          <Heading slot="title" level={2}>
            {title}
          </Heading>
          <Asked>
            {children}
            {actions && <div className="modal-actions">{actions}</div>}
          </Asked>
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  )
}
