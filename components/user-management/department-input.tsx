'use client'
import { useId } from 'react'
import { Input } from '#components/ui/input.tsx'

/** A department: one of those there are, or a new one. Inside a `Field` it takes its label from there. */
export const DepartmentInput = ({
  items,
  value,
  onValueChange,
}: {
  items: readonly string[]
  value: string
  onValueChange: (value: string) => void
}) => {
  const id = useId()
  return (
    <>
      {/* The browser's own list: an open one of ours would hide the rest of the form from screen readers. */}
      <Input value={value} list={id} autoComplete="off" spellCheck={false} onValueChange={onValueChange} />
      <datalist id={id}>
        {items.map((department) => (
          <option key={department} value={department}>
            {department}
          </option>
        ))}
      </datalist>
    </>
  )
}
