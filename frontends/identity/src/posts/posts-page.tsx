import { appointedRoles, type Role, roleNames } from '@vungxanh/access'
import {
  Link,
  ReadingView,
  useLabel,
  useMessages,
  useServiceAction,
  useServiceReading,
  useUnit,
} from '@vungxanh/remote'
import {
  Button,
  DataTable,
  Dialog,
  EmptyState,
  Form,
  FormActions,
  FormGrid,
  Page,
  Panel,
  SelectField,
  StatusBadge,
  TextField,
  tidy,
  useForm,
  useNotify,
} from '@vungxanh/ui'
import { Fragment, useState } from 'react'
import type { PostsAnswer } from '../answers.ts'
import { messages as common } from '../messages.ts'
import { messages } from './messages.ts'

export function PostsPage() {
  const t = useMessages(messages)
  const c = useMessages(common)
  const label = useLabel()
  const reading = useServiceReading<PostsAnswer>('/auth/api/posts')
  const [opened, setOpened] = useState(false)
  return (
    <Page
      title={t('posts')}
      subtitle={t('postsText')}
      actions={
        <Button kind="primary" onClick={() => setOpened(true)}>
          {t('create')}
        </Button>
      }
    >
      <Panel title={t('posts')} flush>
        <ReadingView reading={reading} select={(data) => data} skeletonRows={8}>
          {({ posts, assignments }) => (
            <DataTable
              caption={t('posts')}
              rows={posts}
              rowKey={(post) => post.id}
              empty={<EmptyState>{t('noPosts')}</EmptyState>}
              columns={[
                { key: 'title', label: t('title'), render: (post) => post.title },
                { key: 'organisation', label: c('organisation'), render: (post) => post.organisation },
                { key: 'role', label: c('role'), render: (post) => label(roleNames[post.role]) },
                { key: 'units', label: c('unit'), nowrap: true, render: (post) => post.units.join(', ') },
                {
                  key: 'holders',
                  label: t('holders'),
                  render: (post) => {
                    const held = assignments.filter(({ postId }) => postId === post.id)
                    if (held.length === 0) return <StatusBadge tone="warning">{t('vacant')}</StatusBadge>
                    return held.map(({ id, account, kind }, index) => (
                      <Fragment key={id}>
                        {index > 0 && ', '}
                        <Link to={`/quan-tri/tai-khoan/${account.id}`}>{account.fullName}</Link>
                        {kind !== 'APPOINTMENT' && ` (${c(`kind.${kind}`).toLowerCase()})`}
                      </Fragment>
                    ))
                  },
                },
              ]}
            />
          )}
        </ReadingView>
      </Panel>
      {opened && <CreatePostDialog onClose={() => setOpened(false)} onCreated={reading.retry} />}
    </Page>
  )
}

interface Values {
  title: string
  organisation: string
  role: Role | ''
}

function CreatePostDialog({ onClose, onCreated }: { onClose: () => void; onCreated: () => void }) {
  const t = useMessages(messages)
  const c = useMessages(common)
  const label = useLabel()
  const unit = useUnit()
  const notify = useNotify()
  const form = useForm<Values>({ title: '', organisation: '', role: '' })
  const [act, { busy, refusal }] = useServiceAction()

  async function save(values: Values) {
    const title = tidy(values.title)
    const post = { title, organisation: tidy(values.organisation), role: values.role, unit: unit.code }
    if (!(await act('/auth/api/posts', post))) return
    notify({ tone: 'success', title: t('created', { title }) })
    onClose()
    onCreated()
  }

  return (
    <Dialog title={t('create')} opened onClose={onClose}>
      <Form form={form} label={t('create')} onSubmit={save} refusal={refusal}>
        <FormGrid>
          <TextField name="title" label={t('title')} required autoFocus />
          <TextField name="organisation" label={c('organisation')} description={t('organisationHint')} required />
          <SelectField
            name="role"
            label={c('role')}
            required
            options={[
              { value: '', label: '' },
              ...appointedRoles.map((role) => ({ value: role, label: label(roleNames[role]) })),
            ]}
          />
        </FormGrid>
        <FormActions>
          <Button type="submit" kind="primary" busy={busy}>
            {t('create')}
          </Button>
          <Button onClick={onClose}>{c('cancel')}</Button>
        </FormActions>
      </Form>
    </Dialog>
  )
}
