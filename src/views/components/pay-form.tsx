/** Leads to the billing system, signed in where it can do that. */
export function PayForm({ invoiceId }: { readonly invoiceId: string }) {
  return (
    <form method="post" action={`/invoices/${encodeURIComponent(invoiceId)}/pay`}>
      <button type="submit" class="button">
        Pay this invoice
      </button>
    </form>
  );
}
