'use client'
import { Ban, Copy, Pencil, Play, Trash2 } from 'lucide-react'
import { useQueryState } from 'nuqs'
import { useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx'
import type { RuleView } from '#lib/services/policy/rule-view.ts'
import { CopyRule, RuleForm } from './forms.ts'
import type { RuleActions } from './rule-actions.ts'
import { useRuleChange } from './use-rule-change.ts'

/** What can be done with the open rule. */
export const RuleTools = ({ rule, actions }: { rule: RuleView; actions: RuleActions }) => {
  const { id, name, isEnabled } = rule
  const [open, setOpen] = useState<'edit' | 'copy' | 'delete'>()
  const [, closeRow] = useQueryState('row')
  const { isPending, run } = useRuleChange()
  const close = () => setOpen(undefined)
  const remove = async () => {
    if (!(await run(() => actions.remove({ id }), `${name} was deleted`))) return
    close()
    void closeRow(null)
  }
  return (
    <div className="mb-5 flex flex-wrap gap-2">
      <Button size="sm" onClick={() => setOpen('edit')}>
        <Pencil aria-hidden />
        Edit rule
      </Button>
      <Button size="sm" onClick={() => setOpen('copy')}>
        <Copy aria-hidden />
        Copy rule
      </Button>
      <Button
        size="sm"
        disabled={isPending}
        onClick={() =>
          void run(
            () => actions.setEnabled({ id, isEnabled: !isEnabled }),
            `${name} was ${isEnabled ? 'disabled' : 'enabled'}`,
          )
        }
      >
        {isEnabled ? <Ban aria-hidden /> : <Play aria-hidden />}
        {isEnabled ? 'Disable rule' : 'Enable rule'}
      </Button>
      <Button size="sm" onClick={() => setOpen('delete')}>
        <Trash2 aria-hidden />
        Delete rule
      </Button>
      <RuleForm
        isNeeded={open === 'edit'}
        isKept={false}
        policy={rule.outcome.policy}
        rule={rule}
        actions={actions}
        onClose={close}
      />
      <CopyRule isNeeded={open === 'copy'} isKept={false} rule={rule} actions={actions} onClose={close} />
      <ConfirmDialog
        open={open === 'delete'}
        onOpenChange={(next) => setOpen(next ? 'delete' : undefined)}
        title={`Delete ${name}?`}
        description="It decides nothing any more, and the rules behind it move up. This cannot be undone; a disabled rule keeps its place."
        confirmLabel="Delete rule"
        tone="danger"
        isPending={isPending}
        onConfirm={() => void remove()}
      />
    </div>
  )
}
