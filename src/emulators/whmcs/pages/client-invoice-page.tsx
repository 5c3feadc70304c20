import { PageFrame } from '../../page-frame.tsx';
import { InvoiceView, type InvoiceViewProps, invoiceTitle } from './invoice-view.tsx';

export function ClientInvoicePage(props: InvoiceViewProps & { readonly basePath: string }) {
  const { basePath, installation, invoice, client } = props;
  const root = `${basePath}/whmcs`;
  return (
    <PageFrame title={invoiceTitle(invoice)} basePath={basePath}>
      <h1>{invoiceTitle(invoice)}</h1>
      <InvoiceView installation={installation} invoice={invoice} client={client} />
      {invoice.status === 'Unpaid' && (
        <form method="post" action={`${root}/viewinvoice.php?id=${invoice.id}`}>
          <button type="submit">Pay now</button>
        </form>
      )}
      <p>
        <a href={`${root}/clientarea.php`}>Back to the client area</a>
      </p>
    </PageFrame>
  );
}
