import type { Phrase } from '#lib/scim/explain.ts'

/** Names stand out of the sentence. */
export const Sentence = ({ parts }: { parts: Phrase }) => (
  <span className="font-normal wrap-anywhere">
    {parts.map((part, i) =>
      typeof part === 'string' ? (
        part
      ) : (
        // The pieces of one sentence never change places.
        // oxlint-disable-next-line react/no-array-index-key
        <strong key={i} className="font-semibold">
          {part.name}
        </strong>
      ),
    )}
  </span>
)
