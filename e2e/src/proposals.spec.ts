import { test } from './browser.ts'
import { ask } from './graph.ts'

test('what a welfare officer finds wrong is corrected by the registrar, and the history says who proposed it', async ({
  as,
}) => {
  const { data } = await ask<{ people: { edges: { node: { id: string; fullName: string } }[] } }>(
    'REGISTRAR',
    `query { people(unit: "00121", search: "hong", first: 1) { edges { node { id fullName } } } }`,
    {},
  )
  const person = data.people.edges[0]?.node
  const officer = await as('welfare-officer', `/ho-dan/nguoi/${person?.id}`)
  await officer.getByRole('button', { name: 'Đề nghị sửa' }).click()
  const proposing = officer.getByRole('dialog')
  const name = `${person?.fullName} Anh`
  await proposing.getByLabel('Nội dung đúng').fill(name)
  await proposing.getByLabel('Lý do').fill('Căn cước bản chính nộp kèm hồ sơ')
  await proposing.getByRole('button', { name: 'Đề nghị sửa' }).click()
  await proposing.waitFor({ state: 'hidden' })

  const registrar = await as('registrar', '/ho-dan/de-nghi-sua')
  const row = registrar.getByRole('row').filter({ hasText: name })
  await row.getByRole('button', { name: /^Sửa sổ/ }).click()
  await registrar.getByRole('dialog').getByRole('button', { name: 'Sửa sổ' }).click()
  await row.waitFor({ state: 'hidden' })
  await registrar.goto(`/ho-dan/nguoi/${person?.id}`)
  await registrar
    .getByText(/Đề nghị DN-\d{4}-\d{4} của .*: Căn cước bản chính/)
    .first()
    .waitFor()

  await officer.goto('/ho-dan/de-nghi-sua?loai=DECIDED')
  const decided = officer.getByRole('row').filter({ hasText: name })
  await decided.getByText('Đã sửa sổ').waitFor()
})
