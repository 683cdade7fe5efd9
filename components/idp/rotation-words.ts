import type { Tone } from '#components/ui/tone.ts'
import type { RotationStep, SpCertificatePurpose, SpCertificateView } from '#lib/services/idps/index.ts'

/** What a step of a rotation is called, asks first, means, and says once it is done. Without a question it is taken at once. */
type StepWords = {
  label: string
  question?: string
  consequence?: string
  tone?: 'primary' | 'danger'
  done: string
}

const withdraw: StepWords = {
  label: 'Withdraw',
  question: 'Withdraw the next certificate?',
  consequence: 'It goes from the metadata. An IdP that has it already keeps the one in use as well.',
  tone: 'danger',
  done: 'The next certificate was withdrawn',
}

const prepared = 'The next certificate is in the metadata. Let the IdP read it, then use it.'

export const rotationWords: Record<SpCertificatePurpose, Record<RotationStep, StepWords>> = {
  signing: {
    prepare: { label: 'Rotate', done: prepared },
    activate: {
      label: 'Use next certificate',
      question: 'Sign with the next certificate?',
      consequence:
        'Requests and logout messages are signed with it from now on; an IdP that has not read the metadata since refuses them. The former one stays published until you remove it.',
      done: 'The next certificate is in use',
    },
    withdraw,
    retire: {
      label: 'Remove former certificate',
      question: 'Remove the former certificate?',
      consequence: 'It goes from the metadata, and nothing is signed with it any more. This cannot be undone.',
      tone: 'danger',
      done: 'The former certificate was removed',
    },
    end: { label: 'Remove', done: 'The certificate was removed' },
  },
  decryption: {
    prepare: { label: 'Rotate', done: prepared },
    activate: {
      label: 'Use next certificate',
      question: 'Decrypt with the next certificate?',
      consequence:
        'The former one goes from the metadata. What an IdP still encrypts for it is read until you remove it here.',
      done: 'The next certificate is in use',
    },
    withdraw,
    retire: {
      label: 'Remove former certificate',
      question: 'Remove the former certificate?',
      consequence: 'Whatever the IdP still encrypts for it is refused from now on. This cannot be undone.',
      tone: 'danger',
      done: 'The former certificate was removed',
    },
    end: {
      label: 'Remove',
      question: 'Stop decrypting?',
      consequence: 'Turn off encryption in the IdP first: encrypted assertions are refused from now on.',
      tone: 'danger',
      done: 'Assertions are expected in clear',
    },
  },
}

export const stateWords: Record<SpCertificateView['state'], { label: string; tone: Tone }> = {
  next: { label: 'Next', tone: 'info' },
  current: { label: 'In use', tone: 'good' },
  previous: { label: 'Former', tone: 'neutral' },
}
