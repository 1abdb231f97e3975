package dev.breakwater.order.checkout;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 of what a request says, however it was written. */
final class Fingerprint {
    private Fingerprint() {}

    /** Every field stands behind its length, so that no two requests look the same. */
    static String of(CheckoutRequest request) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeUTF(request.customerId());
            out.writeInt(request.items().size());
            for (CheckoutRequest.Item item : request.items()) {
                out.writeUTF(item.sku());
                out.writeInt(item.quantity());
            }
            out.writeUTF(request.paymentToken());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return hex(bytes.toByteArray());
    }

    static String of(String text) {
        return hex(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String hex(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }
}
