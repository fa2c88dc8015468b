import {
  ConnectionTable,
  gql,
  Link,
  ReadingView,
  ServiceRefusal,
  sendFile,
  type TypedDocumentNode,
  useMay,
  useMessages,
  useNavigate,
  useReading,
  useUnit,
} from '@vungxanh/remote'
import {
  Button,
  EmptyState,
  Form,
  FormActions,
  FormGrid,
  formatDateTime,
  Notice,
  Page,
  Panel,
  StatusBadge,
  TextAreaField,
  TextField,
  tidy,
  useForm,
  useFormat,
} from '@vungxanh/ui'
import { FileDrop } from '@vungxanh/ui/sheet'
import { useState } from 'react'
import type { ImportsPageQuery, ImportsPageQueryVariables } from '../operations.generated.ts'
import { messages } from './messages.ts'
import { stateTones } from './verdicts.ts'

const BATCHES: TypedDocumentNode<ImportsPageQuery, ImportsPageQueryVariables> = gql`
  query ImportsPage($unit: ID!, $first: Int, $after: String) {
    importBatches(unit: $unit, first: $first, after: $after) {
      edges {
        node {
          id
          fileName
          sender
          state
          byName
          receivedAt
          counts {
            verdict
            rows
          }
        }
      }
      pageInfo {
        hasNextPage
        hasPreviousPage
        startCursor
        endCursor
      }
      totalCount
    }
  }
`

export function ImportsPage() {
  const t = useMessages(messages)
  const unit = useUnit()
  const format = useFormat()
  const mayImport = useMay('REGISTRAR')
  const reading = useReading(BATCHES, { variables: { unit: unit.code, first: 20 } })
  return (
    <Page title={t('title')} subtitle={t('subtitle', { unit: unit.name ?? unit.code })}>
      {mayImport && <NewImport />}
      <Panel title={t('history')} flush>
        <ReadingView reading={reading} select={(data) => data.importBatches}>
          {(connection) => (
            <ConnectionTable
              caption={t('history')}
              reading={reading}
              connection={connection}
              empty={<EmptyState>{t('none')}</EmptyState>}
              columns={[
                {
                  key: 'name',
                  label: t('list'),
                  render: ({ id, fileName }) => <Link to={`/ho-dan/nhap-danh-sach/${id}`}>{fileName}</Link>,
                },
                { key: 'sender', label: t('sender'), render: ({ sender }) => sender },
                {
                  key: 'rows',
                  label: t('rows'),
                  align: 'end',
                  render: ({ counts }) => format.number(counts.reduce((sum, { rows }) => sum + rows, 0)),
                },
                {
                  key: 'state',
                  label: t('state'),
                  nowrap: true,
                  render: ({ state }) => <StatusBadge tone={stateTones[state]}>{t(`state.${state}`)}</StatusBadge>,
                },
                { key: 'by', label: t('by'), nowrap: true, render: ({ byName }) => byName },
                { key: 'at', label: t('at'), nowrap: true, render: ({ receivedAt }) => formatDateTime(receivedAt) },
              ]}
            />
          )}
        </ReadingView>
      </Panel>
    </Page>
  )
}

const nothing = { sender: '', pasted: '' }
const MOST_BYTES = 10 * 1024 * 1024

function NewImport() {
  const t = useMessages(messages)
  const unit = useUnit()
  const navigate = useNavigate()
  const form = useForm(nothing)
  const [file, setFile] = useState<File>()
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<string>()

  async function send({ sender, pasted }: typeof nothing) {
    const list = file ?? (pasted.trim() ? new Blob([pasted]) : undefined)
    if (!list || list.size > MOST_BYTES) {
      setFailure(list ? t('tooLarge') : t('nothingSent'))
      return
    }
    setFailure(undefined)
    setBusy(true)
    const query = new URLSearchParams({ unit: unit.code, sender: tidy(sender), name: file?.name ?? '' })
    try {
      const { id } = await sendFile<{ id: string }>(`/files/residents/imports?${query}`, list)
      navigate(`/ho-dan/nhap-danh-sach/${id}`)
    } catch (error) {
      setFailure(error instanceof ServiceRefusal ? error.message : t('away'))
      setBusy(false)
    }
  }

  return (
    <Panel title={t('newImport')} note={t('safe')}>
      <Form form={form} label={t('newImport')} onSubmit={send} failure={failure}>
        <FileDrop
          label={t('file')}
          hint={t('fileHint')}
          button={(open) => <Button onClick={open}>{t('chooseFile')}</Button>}
          accept=".xlsx,.csv,.txt,.tsv"
          file={file}
          onFile={setFile}
        />
        <FormGrid>
          {!file && <TextAreaField name="pasted" label={t('pasted')} description={t('pastedHint')} span={12} />}
          <TextField name="sender" label={t('sender')} description={t('senderHint')} required span={6} />
        </FormGrid>
        {busy && (
          <Notice title={t('reading')}>
            <p>{t('readingText')}</p>
            <progress aria-label={t('reading')} className="vx-bar" />
          </Notice>
        )}
        <FormActions>
          <Button type="submit" kind="primary" busy={busy}>
            {t('send')}
          </Button>
        </FormActions>
      </Form>
    </Panel>
  )
}
