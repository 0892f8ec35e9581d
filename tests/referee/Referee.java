import java.io.BufferedReader;
import java.io.FileInputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/**
 * veraPDF's verdict on many files in one process. In: a line "FLAVOUR FILE" for each, as "ua1 report.pdf". Out: for each,
 * in the same order, "verdict COUNT", where COUNT is that of the rules that failed, then a line for each of those.
 */
public class Referee {
  private static final int SHOWN = 1000; // failed checks of one file that are kept

  public static void main(String[] arguments) throws Exception {
    VeraGreenfieldFoundryProvider.initialise();
    BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      int space = line.indexOf(' ');
      Map<String, String> failed = judge(line.substring(space + 1), PDFAFlavour.byFlavourId(line.substring(0, space)));
      System.out.println("verdict " + failed.size());
      failed.forEach((rule, why) -> System.out.println(rule + " " + why));
    }
  }

  private static Map<String, String> judge(String file, PDFAFlavour flavour) {
    Map<String, String> failed = new TreeMap<>();
    try (FileInputStream bytes = new FileInputStream(file);
        PDFAParser parser = Foundries.defaultInstance().createParser(bytes, flavour);
        PDFAValidator validator = Foundries.defaultInstance().createValidator(flavour, SHOWN, false, false, false)) {
      ValidationResult result = validator.validate(parser);
      for (TestAssertion check : result.getTestAssertions())
        if (check.getStatus() == TestAssertion.Status.FAILED) failed.putIfAbsent(rule(check), reason(check));
      if (!result.isCompliant() && failed.isEmpty()) failed.put("unknown", "not compliant, without a reason");
      if (result.getTotalAssertions() == 0) failed.put("unread", "nothing was checked");
    } catch (Exception | StackOverflowError trouble) {
      failed.put("unread", trouble.toString().replace('\n', ' '));
    }
    return failed;
  }

  private static String rule(TestAssertion check) {
    return check.getRuleId().getClause() + "-" + check.getRuleId().getTestNumber();
  }

  private static String reason(TestAssertion check) {
    return (check.getMessage() + " @ " + check.getLocation().getContext()).replaceAll("\\s+", " ");
  }
}
