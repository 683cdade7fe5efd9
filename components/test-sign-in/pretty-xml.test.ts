import { expect, test } from 'vitest'
import { prettyXml } from './pretty-xml.ts'

test('each element stands on a line, indented by its depth', () => {
  expect(prettyXml('<a x="1"><b/><c><d>text</d></c></a>')).toBe(
    ['<a x="1">', '  <b/>', '  <c>', '    <d>text</d>', '  </c>', '</a>'].join('\n'),
  )
})

test('nothing but line breaks and indentation is added', () => {
  const xml = '<a><b>1 &lt; 2</b><b></b></a>'
  expect(prettyXml(xml).replaceAll(/\n */g, '')).toBe(xml)
})
