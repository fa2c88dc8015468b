/// <reference path="./css.d.ts" />
export { type Column, DataTable, type DataTableProps, type Selection } from './data/data-table.tsx'
export { type Fact, Facts, StatTile, StatusBadge, Tiles, type Tone } from './data/facts.tsx'
export { Dialog } from './feedback/dialog.tsx'
export { type Notification, NotificationsProvider, useNotify } from './feedback/notifications.tsx'
export { EmptyState, ErrorState, Notice, Skeletons } from './feedback/states.tsx'
export {
  addDays,
  businessZone,
  formatDate,
  formatDateTime,
  instantOf,
  isDay,
  parseBirth,
  parseDate,
  parseTime,
  recently,
  timeOf,
  today,
} from './format/dates.ts'
export { formatNumber, formatVnd, type Language } from './format/numbers.ts'
export { compareNames, parsePhone, plain, tidy } from './format/text.ts'
export { ActionMenu, type MenuAction } from './forms/action-menu.tsx'
export { Button, type ButtonKind, type ButtonProps } from './forms/button.tsx'
export {
  BirthField,
  CheckboxField,
  ChoiceField,
  DateField,
  ListField,
  type Option,
  optionMeant,
  PasswordField,
  PhoneField,
  SelectField,
  TextAreaField,
  TextField,
  TimeField,
  WholeNumberField,
} from './forms/fields.tsx'
export {
  type FieldValues,
  Form,
  FormActions,
  FormGrid,
  FormPanel,
  FormPart,
  type FormRefusal,
  type FormState,
  useFieldList,
  useFieldValues,
  useForm,
  useFormAround,
} from './forms/form.tsx'
export { type Picked, PickerField } from './forms/picker-field.tsx'
export { SearchInput, type SearchInputProps, SelectInput } from './forms/search-input.tsx'
export { Columns, Page, Panel, Rows, Toolbar } from './layout/page.tsx'
export { EnsureUi, UiProvider, useFormat, useUi } from './ui-provider.tsx'
