import { useMessages, useServiceAction, useUnit } from '@vungxanh/remote'
import {
  Button,
  DateField,
  Dialog,
  Form,
  FormActions,
  FormGrid,
  formatDate,
  parseDate,
  SelectField,
  TextField,
  today,
  useForm,
  useNotify,
} from '@vungxanh/ui'
import type { Post } from '../answers.ts'
import { messages as common } from '../messages.ts'
import { messages } from './messages.ts'

interface Values {
  postId: string
  units: string
  validFrom: string
  validTo: string
}

export type PostChoice = Pick<Post, 'id' | 'title' | 'organisation'>

interface FormProps {
  accountId: string
  posts: readonly PostChoice[]
  onClose: () => void
  onChanged: () => void
}

export function AssignDialog(props: FormProps) {
  const t = useMessages(messages)
  const said = { title: t('assign'), text: t('assignText'), done: t('assigned') }
  return <TimedDialog {...props} path="/auth/api/assignments" said={said} />
}

export function DeployDialog(props: FormProps) {
  const t = useMessages(messages)
  const said = { title: t('deploy'), text: t('deployText'), done: t('deployed') }
  return <TimedDialog {...props} path="/auth/api/deployments" said={said} withUnits />
}

interface TimedDialogProps extends FormProps {
  path: string
  said: { title: string; text: string; done: string }
  /** Sent to units, for days that are all named. */
  withUnits?: boolean
}

/** A post for some days; with units, in other places than the post's own. */
function TimedDialog({ accountId, posts, onClose, onChanged, path, said, withUnits = false }: TimedDialogProps) {
  const t = useMessages(messages)
  const c = useMessages(common)
  const unit = useUnit()
  const notify = useNotify()
  const form = useForm<Values>({ postId: '', units: unit.code, validFrom: formatDate(today()), validTo: '' })
  const [act, { busy, refusal }] = useServiceAction()

  async function save({ postId, units, validFrom, validTo }: Values) {
    const done = await act(path, {
      accountId,
      postId,
      validFrom: parseDate(validFrom),
      ...(validTo && { validTo: parseDate(validTo) }),
      ...(withUnits && { units: units.split(/[\s,;]+/).filter(Boolean) }),
    })
    if (!done) return
    notify({ tone: 'success', title: said.done })
    onClose()
    onChanged()
  }

  return (
    <Dialog title={said.title} opened onClose={onClose}>
      <Form form={form} label={said.title} onSubmit={save} refusal={refusal}>
        <p className="vx-form-hint">{said.text}</p>
        <FormGrid>
          <SelectField
            name="postId"
            label={t('postChoice')}
            required
            autoFocus
            options={[
              { value: '', label: '' },
              ...posts.map(({ id, title: post, organisation }) => ({ value: id, label: `${post} · ${organisation}` })),
            ]}
          />
          {withUnits && <TextField name="units" label={t('units')} description={t('unitsHint')} required />}
          <DateField name="validFrom" label={c('from')} required span={6} />
          <DateField
            name="validTo"
            label={t('validTo')}
            description={withUnits ? undefined : t('validToHint')}
            required={withUnits}
            span={6}
          />
        </FormGrid>
        <FormActions>
          <Button type="submit" kind="primary" busy={busy}>
            {said.title}
          </Button>
        </FormActions>
      </Form>
    </Dialog>
  )
}
