import { alertEvents, deliveryStates } from './alert-words.ts'
import { defineTable } from './define-table.ts'

export const deliveries = defineTable({
  name: 'alert-deliveries',
  title: 'Deliveries',
  noun: { one: 'delivery', many: 'deliveries' },
  whenEmpty: 'What is sent to a destination is listed here, with the answer. Nothing has been sent yet.',
  columns: [
    { id: 'createdAt', label: 'Time', kind: 'instant', sort: 'desc' },
    { id: 'state', label: 'Status', kind: 'enum' },
    { id: 'event', label: 'Event', kind: 'enum' },
    { id: 'alert', label: 'Alert', kind: 'text' },
    { id: 'destination', label: 'Destination', kind: 'text' },
    { id: 'target', label: 'Sent To', kind: 'text' },
    { id: 'attempts', label: 'Attempts', kind: 'count' },
    { id: 'answer', label: 'Last Answer', kind: 'text' },
    { id: 'nextAt', label: 'Next Attempt', kind: 'instant', hidden: true },
    { id: 'eventId', label: 'Event ID', kind: 'id', hidden: true },
    { id: 'id', label: 'Delivery ID', kind: 'id', hidden: true },
  ],
  filters: [
    { id: 'state', label: 'Status', kind: 'choices', facets: true, choices: deliveryStates },
    { id: 'event', label: 'Event', kind: 'choices', facets: true, choices: alertEvents },
    { id: 'destination', label: 'Destination', kind: 'choices', facets: true, choices: [] },
    { id: 'target', label: 'Sent To', kind: 'contains' },
    { id: 'alertId', label: 'Alert ID', kind: 'equals' },
  ],
  range: {
    label: 'Time Range',
    presets: [
      { value: '1d', label: 'Last 24 hours', days: 1 },
      { value: '7d', label: 'Last 7 days', days: 7 },
      { value: '1m', label: 'Last month', days: 31 },
    ],
    default: 'none',
    maxDays: 366,
  },
  defaultSort: { id: 'createdAt', direction: 'desc' },
  hasExport: true,
})
