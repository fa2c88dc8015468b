import { screen } from '@testing-library/react'
import { renderPage, unevenTexts } from '@vungxanh/remote/testing'
import { expect, test } from 'vitest'
import { messages } from './group-tasks-messages.ts'
import { HouseholdPanel } from './household-panel.tsx'

const task = (id: number) => ({
  __typename: 'Task',
  id: `t${id}`,
  title: `Việc ${id}`,
  dueAt: '2021-09-27T10:00:00.000Z',
  status: 'ASSIGNED',
  assignee: null,
})

const open = (tasks: number) =>
  renderPage(<HouseholdPanel householdId="h1" />, {
    role: 'REGISTRAR',
    answers: () => ({
      data: {
        household: {
          __typename: 'Household',
          id: 'h1',
          residentialGroup: {
            __typename: 'ResidentialGroup',
            id: 'g7',
            name: 'Tổ dân phố 7',
            openTasks: Array.from({ length: tasks }, (_, id) => task(id)),
            responsibilities: [],
          },
          selfManagementGroup: null,
          responsibilities: [],
          commitments: [],
        },
      },
    }),
  })

test('the tasks of the group that a household does not show are said to be on the group’s page', async () => {
  open(21)
  const rest = await screen.findByRole('link', { name: /Đang hiện 20 việc/ })
  expect(rest.getAttribute('href')).toBe('/ho-dan/to-dan-pho/g7')
  expect(screen.queryByText('Việc 19')).not.toBeNull()
  expect(screen.queryByText('Việc 20')).toBeNull()
})

test('twenty are all', async () => {
  open(20)
  expect(await screen.findByText('Việc 19')).toBeDefined()
  expect(screen.queryByRole('link', { name: /Đang hiện/ })).toBeNull()
})

test('every text is there in both languages', () => {
  expect(unevenTexts(messages)).toEqual([])
})
