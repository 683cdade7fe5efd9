'use client'
import { Download } from 'lucide-react'
import { Button } from '#components/ui/button.tsx'
import { CopyButton } from '#components/ui/copy-button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'

/** Codes that are shown once. It closes by its button alone, so that nobody loses them by a click beside it. */
export const RecoveryCodes = ({ codes, onClose }: { codes: readonly string[]; onClose: () => void }) => {
  const text = codes.join('\n')
  return (
    <Dialog
      open
      onOpenChange={onClose}
      dismissible={false}
      title="Recovery codes"
      description="Shown this once. Each lets you in one time, in place of the second factor: keep them where you find them without this device."
      footer={
        <>
          <Button onClick={() => download(text)}>
            <Download aria-hidden />
            Download
          </Button>
          <Button variant="primary" onClick={onClose}>
            I have kept them
          </Button>
        </>
      }
    >
      <div className="bg-sunken relative rounded-md border p-4">
        <ul className="grid gap-x-6 gap-y-1 font-mono text-sm sm:grid-cols-2">
          {codes.map((code) => (
            <li key={code}>{code}</li>
          ))}
        </ul>
        <CopyButton value={text} label="recovery codes" className="absolute top-2 right-2" />
      </div>
    </Dialog>
  )
}

function download(text: string): void {
  const url = URL.createObjectURL(new Blob([`Rollcall recovery codes\n\n${text}\n`], { type: 'text/plain' }))
  Object.assign(document.createElement('a'), { href: url, download: 'rollcall-recovery-codes.txt' }).click()
  URL.revokeObjectURL(url)
}
