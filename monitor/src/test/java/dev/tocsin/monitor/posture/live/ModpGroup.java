package dev.tocsin.monitor.posture.live;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.spec.DHParameterSpec;

/// The Oakley group of 1024 bits (RFC 2409, 6.2), which was everybody's for too long.
final class ModpGroup {
    private static final String PRIME_1024 = "FFFFFFFFFFFFFFFFC90FDAA22168C234C4C6628B80DC1CD129024E088A67CC74"
            + "020BBEA63B139B22514A08798E3404DDEF9519B3CD3A431B302B0A6DF25F1437"
            + "4FE1356D6D51C245E485B576625E7EC6F44C42E9A637ED6B0BFF5CB6F406B7ED"
            + "EE386BFB5A899FA5AE9F24117C4B1FE649286651ECE65381FFFFFFFFFFFFFFFF";

    private ModpGroup() {}

    /// Writes it as PEM; the file's path.
    static String write(Path folder) throws IOException, GeneralSecurityException {
        var parameters = AlgorithmParameters.getInstance("DH");
        parameters.init(new DHParameterSpec(new BigInteger(PRIME_1024, 16), BigInteger.TWO));
        var file = folder.resolve("dh.pem");
        Files.writeString(
                file,
                "-----BEGIN DH PARAMETERS-----\n"
                        + Base64.getMimeEncoder().encodeToString(parameters.getEncoded())
                        + "\n-----END DH PARAMETERS-----\n");
        return file.toString();
    }
}
