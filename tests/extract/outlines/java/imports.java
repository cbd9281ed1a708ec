package com.shop.order;

import java.util.List;
import static org.junit.Assert.assertEquals;
import com.shop.*;
import static com.shop.Tables.*;
